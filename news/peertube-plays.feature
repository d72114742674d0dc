Films of PeerTube play on the entry's page after a press, as those of YouTube and Vimeo; a press on the picture plays the film here, too, and a sound that cannot be played here says where it opens.
