"""The same program, already started: `kata` hands its command over, and gets an exit code back.

`client` is the entry point and imports next to nothing. `zygote` is the process that has imported
everything; it keeps one `standby` ahead, which takes the next command and runs it on the caller's
own terminal. Without a service the same command runs by itself.
"""
