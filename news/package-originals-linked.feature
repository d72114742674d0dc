The pages of a package link the original file of each picture, say why an earlier version lacks a picture, and list what has changed since the delivery.
