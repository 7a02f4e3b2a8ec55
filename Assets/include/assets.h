// The files of this folder that the executable needs, compiled in: a copied binary works anywhere.
#ifndef DOGEAR_ASSETS_H
#define DOGEAR_ASSETS_H

#include <stddef.h>

const char *dogear_asset_schema(void);
const char *dogear_asset_functions(void);

size_t dogear_asset_conversation_count(void);
const char *dogear_asset_conversation_name(size_t index);
const char *dogear_asset_conversation_text(size_t index);

#endif
