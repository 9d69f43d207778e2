"""Patching a workbook that Scheduling works in: our rows go into our sheets, every other byte stays where it is."""
