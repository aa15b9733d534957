"""An application that a person types in, because somebody phoned."""
