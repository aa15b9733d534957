"""The vault: where the master key lies, and how it comes back."""
