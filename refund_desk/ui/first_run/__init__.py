"""What a person sees before any shop is connected."""
