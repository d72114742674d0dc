Rules of retention tell the public how long what is kept; posts are disposed of by two people, and nothing that is held.
