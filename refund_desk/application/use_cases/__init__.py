"""What a person or the clock can ask for, one verb a file."""
