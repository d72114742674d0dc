What has been closed for its time is disposed of by decision of two archivists: its content is erased, its hashes prove what was there, and holds and open requests stand in the way.
