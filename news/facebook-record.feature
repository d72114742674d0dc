A connected Facebook page's posts are retrieved and kept for the record only: no visitor meets them anywhere.
