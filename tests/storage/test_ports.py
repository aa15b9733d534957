"""The ledger keeps the promises of the ports; checked by mypy where nothing runs."""

from refund_desk.adapters.storage.ledger import Ledger
from refund_desk.application.ports.pictures import PictureStore
from refund_desk.application.ports.proof_reads import ProofReads
from refund_desk.application.ports.read_model import ReadModel
from refund_desk.application.ports.transactions import Transactions


def ports_of(ledger: Ledger) -> tuple[Transactions, ReadModel, ProofReads, PictureStore]:
    return ledger.transactions, ledger.reads, ledger.proofs, ledger.pictures
