The import of a download asks for its files once: after the preview they wait encrypted on the site for an hour, for the same person alone, and are erased when they are brought in.
