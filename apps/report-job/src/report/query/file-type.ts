/** The type of a file by its extension, in SQL over `files`: as `fileTypeOf` of core tells it; NULL where it has none. */
export const FILE_TYPE = String.raw`lower(nullif(regexp_extract(file_name, '\.([A-Za-z0-9_-]{1,10})\z', 1), ''))`;
