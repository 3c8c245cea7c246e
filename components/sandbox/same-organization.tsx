"use client";

import { useEffect } from "react";

const CHANNEL = "luma-organization";

/**
 * The session belongs to all tabs: when one of them goes into the sandbox or back, the others load anew, so that no form of the one is
 * sent to the other.
 */
export function SameOrganization({ mark }: { mark: string }) {
  useEffect(() => {
    const channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = (event: MessageEvent<string>) => {
      if (event.data !== mark) window.location.assign("/today");
    };
    channel.postMessage(mark);
    return () => channel.close();
  }, [mark]);
  return null;
}
