#pragma once
#include <archive.h>
#include <archive_entry.h>
// Attributes travel in archives; Swift's Glibc module does not show these calls.
#include <sys/xattr.h>
