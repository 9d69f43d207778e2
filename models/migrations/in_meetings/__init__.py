"""What a meeting keeps beside its decisions, and how it takes them back: a subject has its module."""
