Every removal of a comment waits until somebody else has reviewed it: it stands, or the comment is restored.
