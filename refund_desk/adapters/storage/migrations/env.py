"""What Alembic runs: the migrations, inside the transaction of the connection it was handed."""

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    version_table="schema_version",
    transactional_ddl=False,
)
context.run_migrations()
