#ifndef RAJMAP_CLIBXML2_SHIM_H
#define RAJMAP_CLIBXML2_SHIM_H

/* The system ICU headers that libxml2 would pull in collide with the ones inside
   Foundation, so the version header comes first and its ICU switch is put out. */
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>

#endif
