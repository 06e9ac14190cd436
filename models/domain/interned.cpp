// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "domain/interned.h"

#include <mutex>
#include <unordered_set>

namespace fuseboard {
namespace {

struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

const std::string* kept(std::string_view text)
{
    static std::mutex mutex;
    static auto& texts = *new std::unordered_set<std::string, Hash, std::equal_to<>>; // outlives whatever names a text
    const std::scoped_lock lock(mutex);
    const auto known = texts.find(text);
    return &*(known != texts.end() ? known : texts.emplace(text).first);
}

} // namespace

Interned::Interned()
{
    static const std::string* const empty = kept({});
    m_text = empty;
}

Interned::Interned(std::string_view text)
    : m_text(kept(text))
{
}

} // namespace fuseboard
