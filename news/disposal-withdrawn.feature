An archivist takes back a proposal of disposal, and of each message that cannot be disposed of it is said why.
