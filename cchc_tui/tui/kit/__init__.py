"""What any Textual program on a slow line needs: keys in their order, a driver that sends only what differs.

Imports nothing of cchc, and of Textual only what it documents; `terminal_input` alone reads its tables of keys.
"""
