"""What revision 0005 brings, a module a subject."""
