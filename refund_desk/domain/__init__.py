"""What is allowed: values, states and rules. Standard library only, no input or output."""
