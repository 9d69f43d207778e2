"""The first day of a desk: start an office of one's own, or join one."""
