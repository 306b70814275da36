// The functions of rajroute.h are written in Swift, in Sources/RouteLibrary.
#include "rajroute.h"
