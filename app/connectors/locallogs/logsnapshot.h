// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connectors/locallogs/loghash.h"

#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace fuseboard {

/// Bytes of a file that only the program that wrote it reads, on the machine it was written on.
class SnapshotWriter {
public:
    template <class T>
        requires std::is_trivially_copyable_v<T>
    void put(const T& value)
    {
        static_assert(std::has_unique_object_representations_v<T>, "a gap's bytes would be left to chance");
        m_bytes.append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    void put(std::string_view text)
    {
        put(std::uint64_t {text.size()});
        m_bytes.append(text);
    }
    template <class T>
    void putAll(const T& values)
    {
        put(std::uint64_t {values.size()});
        using Value = std::remove_cvref_t<decltype(*values.data())>;
        static_assert(std::has_unique_object_representations_v<Value>);
        m_bytes.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(Value));
    }
    [[nodiscard]] const std::string& bytes() const { return m_bytes; }

private:
    std::string m_bytes;
};

/// Reads them back; `fits` turns false where there are too few, and stays so.
class SnapshotReader {
public:
    explicit SnapshotReader(std::string_view bytes)
        : m_left(bytes)
    {
    }
    template <class T>
        requires std::is_trivially_copyable_v<T>
    T get()
    {
        T value {};
        if (const auto bytes = take(sizeof value); m_fits)
            std::memcpy(&value, bytes.data(), sizeof value);
        return value;
    }
    std::string getText() { return std::string(take(get<std::uint64_t>())); }
    template <class T>
    std::vector<T> getAll()
    {
        const auto count = get<std::uint64_t>();
        if (count > m_left.size() / sizeof(T))
            m_fits = false;
        std::vector<T> values(m_fits ? count : 0);
        if (const auto bytes = take(values.size() * sizeof(T)); !values.empty())
            std::memcpy(values.data(), bytes.data(), bytes.size());
        return values;
    }
    [[nodiscard]] bool fits() const { return m_fits; }
    [[nodiscard]] bool atEnd() const { return m_fits && m_left.empty(); }

private:
    std::string_view take(std::uint64_t count)
    {
        m_fits = m_fits && count <= m_left.size();
        const auto bytes = m_left.substr(0, m_fits ? count : 0);
        m_left.remove_prefix(bytes.size());
        return bytes;
    }
    std::string_view m_left;
    bool m_fits = true;
};

} // namespace fuseboard
