"""The evidence pack: one application as a document for others, masked."""
