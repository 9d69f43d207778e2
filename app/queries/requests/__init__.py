"""What the screens show of subject access requests."""
