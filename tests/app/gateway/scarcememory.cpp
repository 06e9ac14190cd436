// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scarcememory.h"

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

std::atomic<std::size_t> refusedFrom = 0; ///< 0: all is given

} // namespace

void fuseboard::test::scarce::refuse(std::size_t from) { refusedFrom = from; }

bool fuseboard::test::scarce::isRefusing() { return refusedFrom != 0; }

void* operator new(std::size_t size)
{
    std::size_t from = refusedFrom;
    if (from != 0 && size >= from && !fuseboard::test::scarce::isSpared && refusedFrom.compare_exchange_strong(from, 0))
        throw std::bad_alloc();
    if (void* memory = std::malloc(size == 0 ? 1 : size))
        return memory;
    throw std::bad_alloc();
}

void* operator new(std::size_t size, const std::nothrow_t&) noexcept { return std::malloc(size == 0 ? 1 : size); }

void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
