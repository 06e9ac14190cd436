// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QStringList>
#include <QTimer>

namespace fuseboard {

/// Sees when another program, or a person with an editor, changes files or what lies in directories. A file that is
/// replaced, or made later, counts as changed; one that is written anew with the same contents does not.
class FileWatch : public QObject {
    Q_OBJECT
public:
    /// `places`: files, and directories whose files count. The directory of a file must exist.
    explicit FileWatch(QStringList places, QObject* parent = nullptr);

Q_SIGNALS:
    /// Once, when the last of several writes is a moment ago.
    void changed();

private:
    void follow();
    void look();
    [[nodiscard]] QByteArray print() const;

    QStringList m_places;
    QFileSystemWatcher m_watcher;
    QTimer m_settle;
    QByteArray m_print; ///< of the contents
};

} // namespace fuseboard
