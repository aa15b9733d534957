"""One application: who asks for what, what was said, where the money is, and what can be done."""
