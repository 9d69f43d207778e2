"""The first shape, a module a subject: revision 0001 calls `create` of each and takes its `TABLES` back.

Databases in use were made by these, so they stay as they are: what changes a table is a new revision.
"""
