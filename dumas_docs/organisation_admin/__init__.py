"""The organisation on the editing side: whoever has Django's permissions on its tables keeps it."""
