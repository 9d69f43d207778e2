"""What revision 0006 brings, a module a subject."""
