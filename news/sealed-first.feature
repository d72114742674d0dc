The desk has the evidence sealed before it leads to the platform where the comment is taken down.
