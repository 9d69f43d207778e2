"""Lists of long-term packages in."""
