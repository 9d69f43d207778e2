"""The fixed choices of the service, each with the word that is stored and the label that people read.

Spelled as the practice guidance spells them; what an office may edit itself is a policy setting or a data file.

A module a subject.
"""
