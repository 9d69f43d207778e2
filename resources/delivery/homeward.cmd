@echo off
rem The command "homeward": what the window does, without a screen.
"%~dp0python.exe" -X utf8 -m app %*
