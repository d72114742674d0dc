Snapshots, and packages that the archive has acknowledged, are disposed of by rule in two persons' hands, as posts are.
