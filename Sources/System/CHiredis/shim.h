// hiredis for Swift. Its pkg-config file is not used: SwiftPM warns about the flags in it.
#include <hiredis/hiredis.h>
