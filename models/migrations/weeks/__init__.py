"""What a plan's week holds beside visits of ours."""
