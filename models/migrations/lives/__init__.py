"""What revision 0003 adds, a module a subject: each state of a person, a referral or a package gets its way out."""
