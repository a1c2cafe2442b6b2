"""The story of each command in a few calls: records in, records out, nothing printed.

A module per command. What is slow to import (torch, libcst) is imported by the call that needs it.
"""
