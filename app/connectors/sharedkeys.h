// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <map>
#include <memory>
#include <mutex>

namespace fuseboard {

/// Keys by what they are for. All copies share them: one that its keyring gives out late reaches whoever is at work with them
/// already. From any thread.
template <class Name>
class SharedKeys {
public:
    SharedKeys() = default;
    SharedKeys(const SharedKeys&) = default; // no moving: none is ever without
    SharedKeys& operator=(const SharedKeys&) = default;
    ~SharedKeys() = default;

    void set(const Name& name, const QByteArray& key)
    {
        const std::lock_guard lock(m_kept->guard);
        m_kept->keys[name] = key;
    }
    [[nodiscard]] bool contains(const Name& name) const
    {
        const std::lock_guard lock(m_kept->guard);
        return m_kept->keys.contains(name);
    }
    /// Empty: there is none, or not yet.
    [[nodiscard]] QByteArray of(const Name& name) const
    {
        const std::lock_guard lock(m_kept->guard);
        const auto found = m_kept->keys.find(name);
        return found == m_kept->keys.end() ? QByteArray() : found->second;
    }
    [[nodiscard]] std::map<Name, QByteArray> all() const
    {
        const std::lock_guard lock(m_kept->guard);
        return m_kept->keys;
    }

private:
    struct Kept {
        std::mutex guard;
        std::map<Name, QByteArray> keys;
    };
    std::shared_ptr<Kept> m_kept = std::make_shared<Kept>();
};

} // namespace fuseboard
