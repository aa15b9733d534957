"""Settings: merchant number and keys."""
