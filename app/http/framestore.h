// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <new>
#include <utility>

namespace fuseboard::http {

/// Memory of coroutines that have ended, kept by this thread for the next ones: a call runs some twenty, and those of
/// middling size are dear to the general allocator.
class FrameStore {
public:
    static void* get(std::size_t size)
    {
        Shelf* const shelf = shelfFor(size);
        if (!shelf || !shelf->first)
            return ::operator new(rounded(size));
        Free* const frame = shelf->first;
        shelf->first = frame->next;
        --shelf->count;
        return frame;
    }
    static void put(void* memory, std::size_t size) noexcept
    {
        Shelf* const shelf = shelfFor(size);
        if (!shelf || shelf->count >= mostShelfBytes / rounded(size)) {
            ::operator delete(memory);
            return;
        }
        shelf->first = new (memory) Free {shelf->first};
        ++shelf->count;
    }

private:
    static constexpr std::size_t step = 64, mostBytes = 8192;
    static constexpr std::size_t mostShelfBytes = 1024 * 1024; // one commit of the ledger lets some hundred calls go on
    struct Free {
        Free* next;
    };
    struct Shelf {
        Free* first = nullptr;
        std::size_t count = 0;
    };
    struct Shelves {
        std::array<Shelf, mostBytes / step> all;
        Shelves() = default;
        ~Shelves()
        {
            for (Shelf& shelf : all) {
                while (shelf.first)
                    ::operator delete(std::exchange(shelf.first, shelf.first->next));
                shelf.count = mostShelfBytes; // what ends after this thread's own objects is not kept
            }
        }
    };

    static std::size_t rounded(std::size_t size) { return (size + step - 1) / step * step; }
    static Shelf* shelfFor(std::size_t size)
    {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
        static_cast<void>(size); // sanitizers shall see each frame end
        return nullptr;
#else
        static thread_local Shelves shelves;
        return size <= mostBytes ? &shelves.all[(size - 1) / step] : nullptr;
#endif
    }
};

} // namespace fuseboard::http
