// Compiled with clang's #embed (C23): 100 KB take no time, where SwiftPM's embedInCode takes a minute and a half.
#include "assets.h"

static const char schema[] = {
#embed "schema.sql"
    , 0};

static const char functions[] = {
#embed "functions.lua"
    , 0};

const char *dogear_asset_schema(void) { return schema; }
const char *dogear_asset_functions(void) { return functions; }

static const char conversation_backend[] = {
#embed "conversations/backend.txt"
    , 0};

static const char conversation_books[] = {
#embed "conversations/books.txt"
    , 0};

static const char conversation_coffee[] = {
#embed "conversations/coffee.txt"
    , 0};

static const char conversation_databases[] = {
#embed "conversations/databases.txt"
    , 0};

static const char conversation_direct[] = {
#embed "conversations/direct.txt"
    , 0};

static const char conversation_frontend[] = {
#embed "conversations/frontend.txt"
    , 0};

static const char conversation_general[] = {
#embed "conversations/general.txt"
    , 0};

static const char conversation_incidents[] = {
#embed "conversations/incidents.txt"
    , 0};

static const char conversation_kafka[] = {
#embed "conversations/kafka.txt"
    , 0};

static const char conversation_music[] = {
#embed "conversations/music.txt"
    , 0};

static const char conversation_oncall_eu[] = {
#embed "conversations/oncall-eu.txt"
    , 0};

static const char conversation_random[] = {
#embed "conversations/random.txt"
    , 0};

static const char conversation_release[] = {
#embed "conversations/release.txt"
    , 0};

static const struct {
  const char *name;
  const char *text;
} conversations[] = {
    {"backend.txt", conversation_backend},
    {"books.txt", conversation_books},
    {"coffee.txt", conversation_coffee},
    {"databases.txt", conversation_databases},
    {"direct.txt", conversation_direct},
    {"frontend.txt", conversation_frontend},
    {"general.txt", conversation_general},
    {"incidents.txt", conversation_incidents},
    {"kafka.txt", conversation_kafka},
    {"music.txt", conversation_music},
    {"oncall-eu.txt", conversation_oncall_eu},
    {"random.txt", conversation_random},
    {"release.txt", conversation_release},
};

size_t dogear_asset_conversation_count(void) { return sizeof conversations / sizeof conversations[0]; }
const char *dogear_asset_conversation_name(size_t index) { return conversations[index].name; }
const char *dogear_asset_conversation_text(size_t index) { return conversations[index].text; }
