"""Rules of subject access requests: until when one is answered, and what stands before a copy leaves."""
