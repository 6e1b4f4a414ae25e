"""What people do with the desk, by whatever way they ask: the command line or the console.

Each act is a function over the store, the registry or one page; what can't be done is `Refused`, in words.
"""
