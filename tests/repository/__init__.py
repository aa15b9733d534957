"""What the repository as a whole promises."""
