// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <memory>

namespace fuseboard {

enum class SourceKind { gateway, openai };

/// A source a person wants to connect. The key is in memory only; the receiver stores it in the keyring.
struct SourceDraft {
    SourceKind kind = SourceKind::gateway;
    QString name;
    QString url; ///< http(s); empty where `socket` is set
    QString socket; ///< absolute path of a gateway's admin socket
    QString account; ///< the provider account its rows are owed on (openai)
    QString key; ///< admin or usage key; empty over a socket
    bool operator==(const SourceDraft&) const = default;
};

/// Adds a source: our gateway by URL or socket, or OpenAI's usage API with an admin key. Whoever shows it carries out
/// the test and reports back.
class ConnectDialog : public QDialog {
    Q_OBJECT
public:
    explicit ConnectDialog(SourceKind first, QWidget* parent = nullptr);
    ~ConnectDialog() override;

    [[nodiscard]] SourceDraft draft() const;
    /// Answer to testRequested: one sentence, shown as plain text.
    void showTestResult(bool works, const QString& sentence);

Q_SIGNALS:
    void testRequested(const fuseboard::SourceDraft& draft);
    /// *Connect* was pressed. The dialog waits: accept it once the source is connected, or say why not with
    /// `showTestResult`, so that nothing that was typed is lost.
    void connectRequested(const fuseboard::SourceDraft& draft);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace fuseboard
