"""Running code that is not ours: the engine that builds and runs a target, and its own process.

`Engine` runs a file in this process (the judge does so with the reference); `Remote` offers the
same methods for a file that runs in a process of its own. Both return data, never a verdict.
"""
